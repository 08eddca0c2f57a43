"""The first page: what I owe, what waits for me, who below me is late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def my_work(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")
