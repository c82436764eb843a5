// 按企业找数据表。
// schema
CREATE INDEX fact_sheet_by_company IF NOT EXISTS
FOR (n:FactSheet) ON (n.company)
