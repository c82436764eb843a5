// 政策的键唯一。
// schema
CREATE CONSTRAINT policy_doc_id IF NOT EXISTS
FOR (n:Policy) REQUIRE n.doc_id IS UNIQUE
