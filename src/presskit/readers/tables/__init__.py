"""Tables of signatures: CSV and XLSX → signatories; every row that is not empty is an entry, or is reported."""
