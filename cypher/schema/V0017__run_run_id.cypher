// 整批匹配的键唯一。
// schema
CREATE CONSTRAINT run_run_id IF NOT EXISTS
FOR (n:Run) REQUIRE n.run_id IS UNIQUE
