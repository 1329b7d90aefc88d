package workbook.kit.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A server's certificate that vouches for itself, for one run. The JDK's keytool makes it: the
 * class library can read certificates, but not write them.
 *
 * @param pem the certificate
 * @param keyPem its private key
 */
public record Certificate(String pem, String keyPem) {

  private static final String ALIAS = "server";
  private static final String PASSWORD = "changeit"; // of a file that lives for a second

  /**
   * Makes one.
   *
   * @param names whom it stands for, for instance {@code dns:localhost}
   * @throws IOException if the JDK's keytool cannot be run or refuses
   * @throws InterruptedException if interrupted while it runs
   * @throws GeneralSecurityException if this Java cannot read what it made
   */
  public static Certificate create(List<String> names)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("certificate");
    Path file = folder.resolve("server.p12");
    try {
      keytool(file, names);
      return read(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void keytool(Path file, List<String> names)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=milvus",
            "-ext",
            "san=" + String.join(",", names),
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool made no certificate: " + said);
    }
  }

  private static Certificate read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
    return new Certificate(
        pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
        pem("PRIVATE KEY", key.getEncoded()));
  }

  private static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
