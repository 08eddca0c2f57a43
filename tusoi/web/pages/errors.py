from django.http import HttpRequest, HttpResponse


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("403", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("404", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse("500", status=500)
