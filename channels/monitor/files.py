"""The year's numbers as files: CSV for a spreadsheet, and the annual report as PDF."""

import csv
import io
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from actions.service_layer.counting import MonitorReport
from channels.monitor.figures import Names, figures
from channels.pdf import PRINT_STYLE, to_pdf

HERE = Path(__file__).parent
HEADER = ("year", "dimension", "code", "label", "count")
REST = "rest"


def report_csv(report: MonitorReport, names: Names) -> bytes:
    """One line per number that may be seen; semicolons and a mark, so that Excel reads it."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(HEADER)
    for figure in figures(report, names):
        for bar in figure.bars:
            writer.writerow((report.year, figure.dimension, bar.code, bar.label, bar.count))
        if figure.rest:
            label = names.texts.say(names.language, "monitor.rest")
            writer.writerow((report.year, figure.dimension, REST, label, figure.rest))
    return lines.getvalue().encode("utf-8-sig")


def report_html(report: MonitorReport, names: Names) -> str:
    """The annual report as one page of HTML that needs nothing else."""
    # autoescape is on; the style alone is our own file and goes in as it is.
    pages = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)
    return pages.get_template("report_print.html").render(
        report=report,
        figures=figures(report, names),
        m=names.texts.section(names.language, "monitor"),
        language=names.language.value,
        style=PRINT_STYLE.read_text(encoding="utf-8"),
    )


def report_pdf(report: MonitorReport, names: Names) -> bytes:
    """The annual report for evaluating the route, as the bytes of an accessible PDF."""
    return to_pdf(report_html(report, names))
