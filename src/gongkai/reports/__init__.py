"""年度报告作为文档：模型、读取、核对、呈现。纯 Python。

from gongkai.reports.reading import read_path
from gongkai.reports.checking import check
for report in read_path("年报.html"):
    for finding in check(report):
        print(finding.severity.label, finding.message)
"""
