// 按地区找企业。
// schema
CREATE INDEX company_by_region_code IF NOT EXISTS
FOR (n:Company) ON (n.region_code)
