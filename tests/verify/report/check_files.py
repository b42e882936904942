"""The report files as other programs read them. Argument: the program write_sample."""
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom

PROGRAM = sys.argv[1]
VOID = {"meta", "br"}
LOOSE = {"td", "th", "tr", "dt", "dd", "p"}  # HTML lets these end by themselves


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.targets, self.problems = [], [], [], []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.targets.append(value)
            if name == "aria-labelledby":
                self.targets += ["#" + part for part in value.split()]
            if name in ("src", "srcset", "data", "onload", "onclick"):
                self.problems.append(name)
        if tag not in VOID | LOOSE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in LOOSE:
            return
        if not self.open or self.open.pop() != tag:
            self.problems.append("unbalanced " + tag)


class Files(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        subprocess.run([PROGRAM, cls.folder.name], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def read(self, name):
        with open(os.path.join(self.folder.name, name), encoding="utf-8") as file:
            return file.read()

    def test_junit_is_well_formed_and_its_counts_are_true(self):
        root = xml.dom.minidom.parseString(self.read("junit.xml").encode()).documentElement
        for tag, attribute in (("testcase", "tests"), ("failure", "failures"), ("skipped", "skipped")):
            self.assertEqual(len(root.getElementsByTagName(tag)), int(root.getAttribute(attribute)))
            for suite in root.getElementsByTagName("testsuite"):
                self.assertEqual(len(suite.getElementsByTagName(tag)), int(suite.getAttribute(attribute)))
        texts = [f.firstChild.data for f in root.getElementsByTagName("failure")]
        self.assertTrue(any("replay: ./run replay 'x | y'" in t for t in texts))

    def test_page_is_balanced_and_its_links_lead_somewhere(self):
        text = self.read("index.html")
        page = Page()
        page.feed(text)
        self.assertEqual(page.problems, [])
        self.assertEqual(page.open, [])
        self.assertEqual(len(page.ids), len(set(page.ids)), "ids are unique")
        self.assertTrue(page.targets)
        for target in page.targets:
            self.assertTrue(target.startswith("#"), target)
            self.assertIn(target[1:], page.ids)

    def test_rows_have_as_many_columns_as_their_head(self):
        for table in re.findall(r"<table>.*?</table>", self.read("index.html"), re.S):
            rows = [re.findall(r"<t[dh]\b([^>]*)>", row) for row in table.split("<tr>")[1:]]
            widths = [sum(int((re.findall(r"colspan=(\d+)", cell) or [1])[0]) for cell in row) for row in rows]
            self.assertEqual(len(set(widths)), 1, table[:300])

    def test_each_chart_is_well_formed_xml(self):
        charts = re.findall(r"<svg.*?</svg>", self.read("index.html"), re.S)
        self.assertEqual(len(charts), 2)
        for chart in charts:
            xml.dom.minidom.parseString(chart.encode())

    def test_json_and_badge_parse_strictly(self):
        def refuse(word):
            self.fail("JSON has no " + word)
        report = json.loads(self.read("report.json"), parse_constant=refuse)
        self.assertEqual(report["seed"], 2**64 - 1)
        badge = json.loads(self.read("badge.json"))
        self.assertEqual((badge["schemaVersion"], badge["color"]), (1, "red"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
