// 写入产业链；属性整体替换。
// writes
// $rows  LIST<MAP>  chain_id、props（全部属性）
UNWIND $rows AS row
MERGE (c:Chain {chain_id: row.chain_id})
SET c = row.props
