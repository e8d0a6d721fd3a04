"""Cells of tables in made-up documents: several paragraphs, merged, or with a table inside."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """paragraphs of text, then perhaps a table; rows and columns: how many it covers."""

    paragraphs: tuple
    rows: int = 1
    columns: int = 1
    table: tuple = ()


def cell(*paragraphs, rows=1, columns=1, table=()):
    """A cell that is more than one line of text."""
    return Cell(paragraphs, rows, columns, table)


def placed(rows):
    """(row, column, Cell) of each cell, left to right, with room left for the merged ones above."""
    taken = set()
    for y, row in enumerate(rows):
        x = 0
        for content in row:
            one = content if isinstance(content, Cell) else Cell((content,))
            while (y, x) in taken:
                x += 1
            taken |= {
                (below, x + beside) for below in range(y, y + one.rows) for beside in range(one.columns)
            }
            yield y, x, one
            x += one.columns
