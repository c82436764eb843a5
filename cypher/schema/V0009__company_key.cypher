// 企业（信用代码，案例企业为案例编号）的键唯一。
// schema
CREATE CONSTRAINT company_key IF NOT EXISTS
FOR (n:Company) REQUIRE n.key IS UNIQUE
