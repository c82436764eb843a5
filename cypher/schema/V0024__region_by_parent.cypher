// 按上级找地区。
// schema
CREATE INDEX region_by_parent IF NOT EXISTS
FOR (n:Region) ON (n.parent)
