"""A publication to the bytes of a page, a Word file, a workbook or Markdown; pure: no disk, no clock."""
