package workbook.pool.benchmarks.server;

import io.milvus.v2.client.MilvusClientV2;
import workbook.pool.MilvusSettings;

/** No pool: a client for each call, closed after it. */
final class ClientPerRequest implements Arm {

  private final Clients clients;

  ClientPerRequest(MilvusSettings settings) {
    clients = new Clients(settings);
  }

  @Override
  public void make(Call call) {
    MilvusClientV2 client = clients.open();
    try {
      call.on(client);
    } finally {
      Clients.close(client);
    }
  }

  @Override
  public long opened() {
    return clients.opened();
  }

  @Override
  public void close() {}
}
