// 按上级找行业。
// schema
CREATE INDEX industry_by_parent IF NOT EXISTS
FOR (n:Industry) ON (n.parent)
