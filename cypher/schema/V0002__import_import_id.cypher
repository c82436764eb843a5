// 导入批次的键唯一。
// schema
CREATE CONSTRAINT import_import_id IF NOT EXISTS
FOR (n:Import) REQUIRE n.import_id IS UNIQUE
