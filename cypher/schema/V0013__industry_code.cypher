// 行业的键唯一。
// schema
CREATE CONSTRAINT industry_code IF NOT EXISTS
FOR (n:Industry) REQUIRE n.code IS UNIQUE
