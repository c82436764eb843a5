// 按名称找企业。
// schema
CREATE INDEX company_by_name IF NOT EXISTS
FOR (n:Company) ON (n.name)
