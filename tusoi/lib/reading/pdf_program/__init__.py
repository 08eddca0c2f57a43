"""The pages of a PDF as lines of text: a folder that is run as a program (`python -I pdf_program`), never imported."""
