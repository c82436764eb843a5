// 删去产业链本身；它的各部分先行删去。
// writes
// $rows  LIST<MAP>  chain_id
UNWIND $rows AS row
MATCH (n:Chain {chain_id: row.chain_id})
DETACH DELETE n
