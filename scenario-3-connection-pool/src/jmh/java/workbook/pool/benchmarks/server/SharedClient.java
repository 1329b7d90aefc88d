package workbook.pool.benchmarks.server;

import io.milvus.v2.client.MilvusClientV2;
import workbook.pool.MilvusSettings;

/** No pool: one client for all threads. */
final class SharedClient implements Arm {

  private final Clients clients;
  private final MilvusClientV2 client;

  SharedClient(MilvusSettings settings) {
    clients = new Clients(settings);
    client = clients.open();
  }

  @Override
  public void make(Call call) {
    call.on(client);
  }

  @Override
  public long opened() {
    return clients.opened();
  }

  @Override
  public void close() {
    Clients.close(client);
  }
}
