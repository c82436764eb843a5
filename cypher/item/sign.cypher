// 签认事项，或撤回签认（signed_by 为空）。
// writes
// $rows  LIST<MAP>  item_id、signed_by、signed_on、signed_compared、state
UNWIND $rows AS row
MATCH (i:Item {item_id: row.item_id})
SET i.signed_by = row.signed_by, i.signed_on = row.signed_on, i.signed_compared = row.signed_compared,
    i.state = row.state
