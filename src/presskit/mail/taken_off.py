"""The addresses that a press list itself takes off: whoever is marked so gets no correction either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presskit.mail import list_columns, list_values
from presskit.mail.addresses import AddressError, mailbox_of
from presskit.mail.list_heads import Column
from presskit.readers.tables import table_file
from presskit.readers.tables.grid import Grid

__all__ = ["taken_off"]


def taken_off(name: str, data: bytes, mapping: Mapping[Column, str]) -> frozenset[str]:
    """Return the addresses, as they are compared, whose rows say that they want nothing more.

    What is wrong with the list is said by :func:`presskit.mail.press_list.read`; here it is passed over.
    """
    sheets = table_file.grids(name, data).value
    grid = list_columns.chosen(name, sheets, []) if sheets is not None else None
    return frozenset(_marked(grid, mapping)) if grid else frozenset()


def _marked(grid: Grid, mapping: Mapping[Column, str]) -> Iterator[str]:
    head, columns = list_columns.columns(grid, mapping, [])
    if Column.SUPPRESSED not in columns:
        return
    for row in grid.rows:
        marked = row.number > head and not list_values.is_no(row.cell(columns[Column.SUPPRESSED]).text)
        for part in row.cell(columns[Column.EMAIL]).text.replace(";", ",").split(",") if marked else ():
            try:
                yield mailbox_of(part).address.casefold()
            except AddressError:
                continue
