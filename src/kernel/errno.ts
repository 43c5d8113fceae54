/** Error names as the kernel's functions return them (without the minus sign). */
export type Errno = "EAGAIN" | "EBUSY" | "EFAULT" | "EINTR" | "EINVAL" | "ENOMEM" | "EOVERFLOW" | (string & {});

/** 0 for success, or an error. */
export type Status = 0 | Errno;
