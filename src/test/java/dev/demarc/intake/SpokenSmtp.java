package dev.demarc.intake;

import dev.demarc.CertificateResource;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** SMTP word by word, over a real TLS socket where asked. */
final class SpokenSmtp implements AutoCloseable {

  private Socket socket;
  private BufferedReader answers;
  private final String greeting;

  SpokenSmtp(int port) throws IOException {
    use(new Socket("localhost", port));
    socket.setSoTimeout(10_000);
    greeting = answer();
  }

  private void use(Socket next) throws IOException {
    socket = next;
    answers =
        new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.UTF_8));
  }

  String greeting() {
    return greeting;
  }

  /** All lines of the answer. */
  String say(String words) throws IOException {
    return say((words + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  String say(byte[] bytes) throws IOException {
    send(bytes);
    return answer();
  }

  /** Without waiting for an answer. */
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  boolean isHungUp() throws IOException {
    try {
      return answers.readLine() == null;
    } catch (SocketException reset) {
      return true;
    }
  }

  String answer() throws IOException {
    var lines = new StringBuilder();
    String line;
    do {
      line = answers.readLine();
      if (line == null) {
        throw new IOException("hung up after " + lines);
      }
      lines.append(line).append('\n');
    } while (line.length() > 3 && line.charAt(3) == '-');
    return lines.toString();
  }

  /** Begins TLS, after which the certificate was checked for {@code localhost}. */
  String encrypt() throws Exception {
    var anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry(
        "test",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(CertificateResource.certificate().getBytes())));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(anchors);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    var encrypted =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
    var parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    use(encrypted);
    return encrypted.getSession().getProtocol();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
