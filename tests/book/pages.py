"""HTML and XML as they are read, without a browser."""

from html.parser import HTMLParser

VOID = {"br", "meta", "link", "hr", "img", "input"}


class Page(HTMLParser):
    """Reads a page and complains of every tag that is not closed where it should be."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.targets, self.outside = [], [], [], []
        self.headings, self.texts, self.languages = [], [], []
        self._open = []
        self.feed(text)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert len(given) == len(attrs), f"an attribute twice: {attrs}"
        self.tags.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if "lang" in given:
            self.languages.append(given["lang"])
        for name in ("href", "src", "action", "srcset", "data", "poster"):
            if name in given:
                inside = given[name].startswith("#")
                (self.targets if inside else self.outside).append(given[name])
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self._open, f"closed but never opened: {tag}"
        assert self._open[-1] == tag, f"</{tag}> closes <{self._open[-1]}>"
        self._open.pop()

    def handle_data(self, data):
        if not self._open or self._open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)
