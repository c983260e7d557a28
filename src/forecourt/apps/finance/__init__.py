"""Ledger, receivables, invoices, cash: knows a source only as text such as "sales.sale:42"."""
