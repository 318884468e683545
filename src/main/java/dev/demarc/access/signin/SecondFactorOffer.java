package dev.demarc.access.signin;

import dev.demarc.access.totp.QrPicture;

/**
 * A secret for somebody's authenticator that counts for nothing until a code proves that it is
 * there.
 *
 * @param sealed what the form with the code brings back
 * @param secret for people who type it
 * @param address for an authenticator on the same machine
 */
public record SecondFactorOffer(String sealed, String secret, String address, QrPicture picture) {}
