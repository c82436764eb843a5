// 数据表的键唯一。
// schema
CREATE CONSTRAINT fact_sheet_sheet_id IF NOT EXISTS
FOR (n:FactSheet) REQUIRE n.sheet_id IS UNIQUE
