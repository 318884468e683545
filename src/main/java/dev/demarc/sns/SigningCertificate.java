package dev.demarc.sns;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** A certificate that SNS signs with: the leaf, and after it those that vouch for it, if any. */
final class SigningCertificate {

  private static final int DNS_NAME = 2; // RFC 5280 section 4.2.1.6
  private static final int BITS_AT_LEAST = 2048;

  /** Of {@link Signature}, for SignatureVersion 1. */
  static final String SHA1 = "SHA1withRSA";

  private final List<X509Certificate> chain;

  private SigningCertificate(List<X509Certificate> chain) {
    this.chain = chain;
  }

  /**
   * @throws RefusedMessage where the bytes hold no certificate with an RSA key
   */
  static SigningCertificate ofPem(byte[] pem) {
    var chain = new ArrayList<X509Certificate>();
    try {
      var factory = CertificateFactory.getInstance("X.509");
      for (var one : factory.generateCertificates(new ByteArrayInputStream(pem))) {
        chain.add((X509Certificate) one);
      }
    } catch (CertificateException e) {
      throw new RefusedMessage("it is no certificate in PEM form");
    }
    boolean usable =
        !chain.isEmpty()
            && chain.get(0).getPublicKey() instanceof RSAPublicKey key
            && key.getModulus().bitLength() >= BITS_AT_LEAST;
    if (!usable) {
      throw new RefusedMessage("it holds no certificate with an RSA key of 2048 bits or more");
    }
    return new SigningCertificate(List.copyOf(chain));
  }

  /**
   * @param host of the address it is kept at
   * @throws RefusedMessage where it is not valid now, or not for SNS
   */
  void requireValid(String host, Instant now) {
    var leaf = chain.get(0);
    if (now.isBefore(leaf.getNotBefore().toInstant()) || !now.isBefore(validUntil())) {
      throw new RefusedMessage(
          "it is valid only from " + leaf.getNotBefore().toInstant() + " to " + validUntil());
    }
    var wanted = namesOfSns(host);
    if (names(leaf).stream().noneMatch(wanted::contains)) {
      throw new RefusedMessage("it is made out to another name than that of SNS");
    }
  }

  /** What SNS calls itself in its certificates; it differs among regions, and with their age. */
  private static Set<String> namesOfSns(String host) {
    int suffix = host.indexOf(".amazonaws.");
    var region = host.substring("sns.".length(), suffix);
    var domain = host.substring(suffix);
    return Set.of(
        host,
        "sns" + domain,
        // regions that have to be switched on, as af-south-1
        "sns-signing." + region + domain,
        // China, and GovCloud, which has one for both of its regions
        "sns-" + (region.startsWith("us-gov-") ? "us-gov-west-1" : region) + domain);
  }

  private static List<String> names(X509Certificate leaf) {
    var names = new ArrayList<String>();
    try {
      var alternatives = leaf.getSubjectAlternativeNames();
      if (alternatives != null) {
        alternatives.stream()
            .filter(name -> name.get(0).equals(DNS_NAME))
            .forEach(name -> names.add(name.get(1).toString().toLowerCase(Locale.ROOT)));
      }
      for (var rdn : new LdapName(leaf.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          names.add(rdn.getValue().toString().toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateException | InvalidNameException e) {
      throw new RefusedMessage("its names cannot be read");
    }
    return names;
  }

  /**
   * SNS mostly hands out the leaf alone, and what a certificate says about where its issuer can be
   * fetched is not followed: then the TLS connection to SNS's own name has to vouch for it. A chain
   * that does come must lead to a certification authority that this Java trusts.
   *
   * @throws RefusedMessage where it does not, or where the leaf vouches for itself
   */
  void requireVouchedFor(Set<TrustAnchor> authorities, Instant now) {
    var leaf = chain.get(0);
    if (leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal())) {
      throw new RefusedMessage("it vouches for itself");
    }
    if (chain.size() == 1) {
      return;
    }
    try {
      var last = chain.get(chain.size() - 1);
      boolean root = last.getIssuerX500Principal().equals(last.getSubjectX500Principal());
      var path =
          CertificateFactory.getInstance("X.509")
              .generateCertPath(root ? chain.subList(0, chain.size() - 1) : chain);
      var rules = new PKIXParameters(authorities);
      rules.setRevocationEnabled(false); // would ask an address that the certificate names
      rules.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX").validate(path, rules);
    } catch (GeneralSecurityException e) {
      throw new RefusedMessage("its chain does not lead to a public certification authority");
    }
  }

  Instant validUntil() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** Whether the key of this certificate signed the envelope. */
  boolean signed(Envelope envelope) {
    try {
      var signature = Signature.getInstance(algorithm(envelope.signatureVersion()));
      signature.initVerify(chain.get(0).getPublicKey());
      signature.update(envelope.signed());
      return signature.verify(envelope.signature());
    } catch (GeneralSecurityException e) {
      return false; // as with a signature of another length than the key's
    }
  }

  /**
   * @throws RefusedMessage for a SignatureVersion other than 1 and 2
   */
  static String algorithm(String version) {
    return switch (version) {
      case "1" -> SHA1;
      case "2" -> "SHA256withRSA";
      default -> throw new RefusedMessage("SignatureVersion is neither 1 nor 2");
    };
  }
}
