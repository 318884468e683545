/** Takes reports in and stores them before they are acknowledged: the one way in, SMTP, blobs. */
package dev.demarc.intake;
