// 地区的键唯一。
// schema
CREATE CONSTRAINT region_code IF NOT EXISTS
FOR (n:Region) REQUIRE n.code IS UNIQUE
