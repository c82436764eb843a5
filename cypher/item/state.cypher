// 一个事项的签认情况。
// reads
// $item_id   STRING  事项编号
// item_id    STRING  事项编号
// version    STRING  规则版本
// state      STRING  draft 草稿、signed 已签认
// signed_by  STRING  签认人
// signed_on  DATE    签认日
// source_status  STRING  primary 读自原件、secondary 仅有二手来源
MATCH (i:Item {item_id: $item_id})
RETURN i.item_id AS item_id, i.version AS version, i.state AS state, i.signed_by AS signed_by,
       i.signed_on AS signed_on, coalesce(i.source_status, 'primary') AS source_status
LIMIT 1
