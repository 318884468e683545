package dev.demarc.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a connection to an address that was checked, with the name that the address was found
 * for: the name is sent (SNI, RFC 6066) and the certificate must be made out to it. For libraries
 * that are given the address as the host.
 */
public final class TlsToHost extends SSLSocketFactory {

  private final SSLSocketFactory factory;
  private final @Nullable String host;

  public TlsToHost(SSLSocketFactory factory, @Nullable String host) {
    this.factory = factory;
    this.host = host;
  }

  @Override
  public Socket createSocket(Socket connected, String address, int port, boolean autoClose)
      throws IOException {
    var socket = (SSLSocket) factory.createSocket(connected, host, port, autoClose);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Override
  public Socket createSocket(String address, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String address, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unconnected();
  }

  private static SocketException unconnected() {
    return new SocketException("connect to the checked address first, then start TLS over it");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }
}
