import { SHARE_ADDRESS, SHARED_PARAMETER } from './messages.ts';

/** A picture on its way from another program to the page; it stays in memory only and is never stored. */
export class SharedPicture {
  private readonly scope: string;
  private file: File | null = null;

  /** @param scope the address of the site */
  constructor(scope: string) {
    this.scope = scope;
  }

  isShare({ method, url }: Request): boolean {
    return method === 'POST' && url === new URL(SHARE_ADDRESS, this.scope).href;
  }

  /** Keeps the picture of the form and redirects to the page, which asks for the picture. */
  async receive(request: Request): Promise<Response> {
    const form = await request.formData().catch(() => null);
    const picture = form?.get('picture');
    this.file = picture instanceof File && picture.size > 0 ? picture : null;
    const page = new URL(this.file === null ? './' : `./?${SHARED_PARAMETER}`, this.scope);
    return Response.redirect(page.href, 303);
  }

  /** Returns the picture once. */
  take(): File | null {
    const { file } = this;
    this.file = null;
    return file;
  }
}
