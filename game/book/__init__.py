"""A run as a book: read once into a value, and written as Markdown, HTML, plain text or a picture."""
