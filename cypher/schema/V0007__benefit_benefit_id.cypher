// 支持的键唯一。
// schema
CREATE CONSTRAINT benefit_benefit_id IF NOT EXISTS
FOR (n:Benefit) REQUIRE n.benefit_id IS UNIQUE
