"""Read, audit and present annual reports on open government information (政府信息公开工作年度报告)."""
