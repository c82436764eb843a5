// 产业链的键唯一。
// schema
CREATE CONSTRAINT chain_chain_id IF NOT EXISTS
FOR (n:Chain) REQUIRE n.chain_id IS UNIQUE
