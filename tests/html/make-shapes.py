#!/usr/bin/python3
"""Fills in what tests/html/shapes.txt expects, with an HTML parser that shares nothing with ours.

    tests/html/make-shapes.py < tests/html/shapes.txt > new && mv new tests/html/shapes.txt

Needs Debian's python3-html5lib; `make check` does not run it. Comment lines and snippets ("| ...", with \\n, \\t, \\0
and \\\\ escaped) are kept, expectations ("> chain: text") are made anew: a line for each run of text with the chain
of block elements it stands in, body left out, white space folded. What html5lib 1.1 does not know (template, search,
a summary that ends a p, hr in select) stands in tests/html.c instead.
"""
import sys

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKS = set(
    """address article aside blockquote caption center col colgroup dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext
    pre section summary table tbody td tfoot th thead tr ul xmp""".split())
LEAVES = {"script", "style", "title", "textarea", "iframe", "noembed", "noframes"}
ESCAPES = {"n": "\n", "t": "\t", "0": "\0", "\\": "\\"}


def unescape(line):
    out, at = "", 0
    while at < len(line):
        if line[at] == "\\":
            out += ESCAPES[line[at + 1]]
            at += 1
        else:
            out += line[at]
        at += 1
    return out


class Shape:
    def __init__(self, snippet):
        self.lines, self.chain, self.text = [], None, ""
        self.walk(html5lib.parse(snippet, treebuilder="etree"), [])
        self.flush()

    def flush(self):
        text = " ".join(self.text.replace("\0", "").split())
        if text:
            self.lines.append(">".join(name for name, _ in self.chain) + ": " + text)
        self.text = ""

    def add(self, chain, text):
        if not text:
            return
        if self.chain != chain:
            self.flush()
        self.chain = list(chain)
        self.text += text

    def walk(self, element, chain):
        if not isinstance(element.tag, str):
            return
        name = element.tag[len(XHTML):] if element.tag.startswith(XHTML) else ""
        if name in LEAVES:
            return
        if name in BLOCKS:
            chain = chain + [(name, id(element))]
        self.add(chain, element.text)
        for child in element:
            self.walk(child, chain)
            self.add(chain, child.tail)


for line in sys.stdin:
    line = line.rstrip("\n")
    if line.startswith(">"):
        continue
    print(line)
    if line.startswith("| "):
        for shaped in Shape(unescape(line[2:])).lines:
            print("> " + shaped)
