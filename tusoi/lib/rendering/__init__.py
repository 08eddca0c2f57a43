"""What leaves the house: Word documents in the official layout, Excel workbooks, highlighted texts for the browser.

Pure functions from frozen data to bytes or segments. Nothing here reads a database, a clock or a setting: who exports,
on which day, in which name is always handed in.

model      what an official document is made of          docx       sets it as a Word document (word_paper does)
reminders  letters urging the missing, and their list    workbook   rows as an Excel file
passages   a text cut into marked segments               word, text  what these are made with

Invariant: text of users is data. It is never taken for a formula, a link, markup or a field, and it comes out as it
went in (only composed to NFC and freed of characters no document can hold).
"""
