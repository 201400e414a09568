"""Layout: runs of printed characters become lines, columns, paragraphs with roles. No PDF library is known here."""
