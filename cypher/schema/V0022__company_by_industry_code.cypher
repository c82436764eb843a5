// 按行业找企业。
// schema
CREATE INDEX company_by_industry_code IF NOT EXISTS
FOR (n:Company) ON (n.industry_code)
