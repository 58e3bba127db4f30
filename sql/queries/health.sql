-- Is the database there, and does it answer? Used by /health.
-- name: health_ping() read
select '1'::text
