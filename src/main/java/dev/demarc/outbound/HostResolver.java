package dev.demarc.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells the addresses of a host, as DNS and the hosts file do. */
@FunctionalInterface
public interface HostResolver {

  List<InetAddress> addresses(String host) throws UnknownHostException;
}
