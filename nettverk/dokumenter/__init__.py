"""Documents: one template for HTML page and PDF, and the process that makes the PDFs."""
