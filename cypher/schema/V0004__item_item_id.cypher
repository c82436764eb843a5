// 事项的键唯一。
// schema
CREATE CONSTRAINT item_item_id IF NOT EXISTS
FOR (n:Item) REQUIRE n.item_id IS UNIQUE
