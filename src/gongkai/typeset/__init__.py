"""公文版式：到 PDF、DOCX。纯 Python。"""
