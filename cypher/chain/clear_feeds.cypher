// 去掉产业链声明的投入关系，随后按新内容重写。
// writes
// $rows  LIST<MAP>  chain_id
UNWIND $rows AS row
MATCH (:Segment)-[f:FEEDS {chain_id: row.chain_id}]->(:Segment)
DELETE f
