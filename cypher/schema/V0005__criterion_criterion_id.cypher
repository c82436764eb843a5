// 条件的键唯一。
// schema
CREATE CONSTRAINT criterion_criterion_id IF NOT EXISTS
FOR (n:Criterion) REQUIRE n.criterion_id IS UNIQUE
