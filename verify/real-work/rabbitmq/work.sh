rabbitmqctl import_definitions definitions.json
test "$(rabbitmqctl -q --vhost orders list_queues --no-table-headers name durable)" = "$(printf 'incoming\ttrue')"
rabbitmqctl authenticate_user "$RABBITMQ_DEFAULT_USER" "$RABBITMQ_DEFAULT_PASS"
rabbitmqctl eval 'rabbit_channel:module_info(), ok.'
