// 按名称找地区。
// schema
CREATE INDEX region_by_name IF NOT EXISTS
FOR (n:Region) ON (n.name)
